// The log of changes: who did what and when, newest first.
import { useList } from "../../api";
import { moment, t } from "../../strings";
import { More, Panel, Table, Total } from "../../ui/basics";
import { Empty, ErrorNote, Loading } from "../../ui/notes";

interface Line {
  n: number;
  at: string;
  who: string;
  action: string;
  subject: string;
  detail: string;
}

export function AuditLog() {
  const { items, total, error, loading, more } = useList<Line>("/audit", {}, 100);
  return (
    <Panel title={t("account.audit")} actions={<Total n={total} shown={items.length} />}>
      {error ? <ErrorNote error={error} /> : null}
      {loading && !items.length ? <Loading /> : null}
      {total === 0 ? <Empty /> : null}
      <Table
        caption={t("account.audit")}
        rows={items}
        id={(line) => String(line.n)}
        columns={[
          { key: "at", label: t("account.when"), cell: (x) => <time dateTime={x.at}>{moment(x.at)}</time> },
          { key: "who", label: t("account.who"), cell: (x) => <bdi>{x.who}</bdi> },
          { key: "action", label: t("account.what"), cell: (x) => <code dir="ltr">{x.action}</code> },
          { key: "subject", label: t("account.subject"), cell: (x) => <bdi>{x.subject}</bdi> },
          { key: "detail", label: t("account.detail"), cell: (x) => <bdi>{x.detail}</bdi> },
        ]}
      />
      <More more={more} loading={loading} />
    </Panel>
  );
}
