// Short messages: loading, nothing found, errors with field and reason.
import type { ReactNode } from "react";
import { ApiError } from "../api";
import { t } from "../strings";

export function Loading() {
  return (
    <p className="note note-quiet" role="status">
      {t("app.loading")}
    </p>
  );
}

export function Empty({ children }: { children?: ReactNode }) {
  return <p className="note note-quiet">{children ?? t("app.empty")}</p>;
}

export function ErrorNote({ error, retry }: { error: ApiError | Error; retry?: () => void }) {
  const known = error instanceof ApiError;
  const text = known && error.status === 0 ? t("app.offline") : error.message;
  const rows = known ? (error.errors.length ? error.errors : error.field ? [{ field: error.field, reason: error.reason }] : []) : [];
  return (
    <div className="note note-error" role="alert">
      <p dir="auto">{text}</p>
      {rows.map((row) => (
        <p key={row.field + row.reason} className="note-row">
          <code dir="ltr">{row.field}</code> {row.reason && row.reason !== text ? <bdi>{row.reason}</bdi> : null}
        </p>
      ))}
      {retry ? (
        <button type="button" className="button" onClick={retry}>
          {t("app.retry")}
        </button>
      ) : null}
    </div>
  );
}
