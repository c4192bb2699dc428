// What a fault of the app shows: what is still safe, and one next step. Never a stack, never a name.
import { Component, type ComponentChildren } from "preact";
import { go, path } from "./go";
import { Screen } from "./screen";
import { words } from "./words";

export class Boundary extends Component<{ children: ComponentChildren }, { failed: boolean; at: string }> {
  override state = { failed: false, at: "" };

  static override getDerivedStateFromError = () => ({ failed: true });

  override componentDidCatch(): void {
    this.setState({ failed: true, at: path.value });
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const again = () => this.setState({ failed: false, at: "" });
    return (
      <Screen
        bare
        title={words.error.title}
        foot={
          <>
            <button type="button" class="btn" onClick={() => { go("/", true); again(); }}>
              {words.error.home}
            </button>
            <button type="button" class="btn go" onClick={again}>
              {words.error.again}
            </button>
          </>
        }
      >
        <div class="note" role="alert">{words.error.safe}</div>
      </Screen>
    );
  }
}
