/**
 * Keeps a fault in one part of the window from taking the others down: the note being written stays on
 * the screen and goes on saving when the reader fails, and the other way round.
 */
import { Component, type ReactNode } from "react";
import { EmptyState } from "./ui/empty-state.tsx";

interface Props {
  /** What failed, as the person calls it: "The reader". */
  readonly name: string;
  readonly children: ReactNode;
  /** What it shows: with something else to show it is drawn afresh by itself. */
  readonly showing?: string | null;
  /** What to do about it; by default the part is drawn afresh. */
  readonly remedy?: { readonly label: string; readonly run: () => void };
}

interface State {
  readonly failed: boolean;
  readonly showing: string | null | undefined;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: false, showing: this.props.showing };

  static getDerivedStateFromError(): Partial<State> {
    return { failed: true };
  }

  static getDerivedStateFromProps({ showing }: Props, state: State): State | null {
    return showing === state.showing ? null : { failed: false, showing };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const { name, remedy } = this.props;
    return (
      <div role="alert" className="shell-failed">
        <EmptyState
          sentence={`${name} ran into a fault of ours and stopped. Everything that was saved is safe.`}
          action={{
            label: remedy?.label ?? "Show it again",
            onPress: remedy?.run ?? (() => this.setState({ failed: false })),
          }}
        />
      </div>
    );
  }
}
