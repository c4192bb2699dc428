// The menu: light or dark, size of text, and about.
import { setSize, setTheme, size, sizes, theme, themes } from "../app/theme";
import { Screen } from "../app/screen";
import { words } from "../app/words";
import { Icon } from "../look/Icon";
import { Pick } from "./Pick";

export function Menu() {
  return (
    <Screen title={words.menu.title} back="/">
      <Pick legend={words.menu.look} options={themes.map((one) => [one, words.menu.themes[one]])} value={theme.value} pick={setTheme} />
      <Pick legend={words.menu.text} options={sizes.map((one) => [one, words.menu.sizes[one]])} value={size.value} pick={setSize} />
      <nav class="rows" aria-label={words.menu.title}>
        <a href="#/queue">
          <Icon name="sync" />
          {words.menu.queue}
        </a>
        <a href="#/about">
          <Icon name="help" />
          {words.menu.about}
        </a>
      </nav>
    </Screen>
  );
}
