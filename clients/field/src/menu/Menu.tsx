// The menu: light or dark, size of text, lock, sign out, about.
import { signInAddress } from "../app/api";
import { Screen } from "../app/screen";
import { setSize, setTheme, size, sizes, theme, themes } from "../app/theme";
import { words } from "../app/words";
import { lock } from "../lock/session";
import { Icon } from "../look/Icon";
import { reach } from "../queue/reach";
import { Pick } from "./Pick";

export function Menu() {
  return (
    <Screen title={words.menu.title} back="/">
      <nav class="rows" aria-label={words.menu.title}>
        {reach.value === "signed-out" && (
          <a href={signInAddress}>
            <Icon name="user" />
            {words.status.signIn}
          </a>
        )}
        <a href="#/queue">
          <Icon name="sync" />
          {words.menu.queue}
        </a>
        <button type="button" onClick={lock}>
          <Icon name="lock" />
          {words.menu.lock}
        </button>
        <a href="#/sign-out">
          <Icon name="door" />
          {words.menu.signOut}
        </a>
        <a href="/field/">
          <Icon name="doc" />
          {words.menu.pages}
        </a>
        <a href="#/about">
          <Icon name="help" />
          {words.menu.about}
        </a>
      </nav>
      <Pick legend={words.menu.look} options={themes.map((one) => [one, words.menu.themes[one]])} value={theme.value} pick={setTheme} />
      <Pick legend={words.menu.text} options={sizes.map((one) => [one, words.menu.sizes[one]])} value={size.value} pick={setSize} />
    </Screen>
  );
}
