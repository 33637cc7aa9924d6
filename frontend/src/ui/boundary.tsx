// A fault in a view is shown in its place, and leaves the rest of the app usable.
import { Component, type ReactNode } from "react";
import { t } from "../strings";

export class ErrorBoundary extends Component<{ children: ReactNode }, { fault: Error | null }> {
  state: { fault: Error | null } = { fault: null };
  static getDerivedStateFromError(fault: Error) {
    return { fault };
  }
  render() {
    if (!this.state.fault) return this.props.children;
    return (
      <div className="note note-error" role="alert">
        <p>{t("app.fault")}</p>
        <p dir="ltr">
          <code>{this.state.fault.message}</code>
        </p>
        <button type="button" className="button" onClick={() => location.reload()}>
          {t("app.reload")}
        </button>
      </div>
    );
  }
}
