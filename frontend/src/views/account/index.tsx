// One's own account: password and tokens; for admins all accounts; for those who may see it, the log of changes.
import "./account.css";
import { navigate } from "../../router";
import { send } from "../../api";
import { useRight, useSession } from "../../session";
import { t, term } from "../../strings";
import { Button, PageHead } from "../../ui/basics";
import { Empty } from "../../ui/notes";
import { Accounts } from "./accounts";
import { AuditLog } from "./audit";
import { PasswordForm } from "./password";
import { Tokens } from "./tokens";

type Tab = "me" | "accounts" | "audit";

export default function Account({ id }: { id: string }) {
  const { session, refresh } = useSession();
  const admin = useRight("admin");
  const history = useRight("history");
  const tabs: Tab[] = [...(session.login ? (["me"] as const) : []), ...(session.login && admin ? (["accounts"] as const) : []), ...(history ? (["audit"] as const) : [])];
  const tab = tabs.find((x) => x === id) ?? tabs[0];
  const leave = () => void send("DELETE", "/session").then(refresh, refresh);
  return (
    <>
      <PageHead title={<bdi>{session.name}</bdi>}>
        {session.role ? <span className="quiet">{term("account.role", session.role)}</span> : null}
        {session.login ? <Button onClick={leave}>{t("account.leave")}</Button> : null}
      </PageHead>
      {tabs.length > 1 ? (
        <nav className="tabs" aria-label={t("account.title")}>
          {tabs.map((x) => (
            <Button key={x} aria-pressed={x === tab} onClick={() => navigate(`/account/${x}`)}>
              {t(`account.${x}`)}
            </Button>
          ))}
        </nav>
      ) : null}
      {session.login ? null : <Empty>{t("account.local")}</Empty>}
      {tab === "me" ? (
        <div className="account-grid">
          <PasswordForm />
          <Tokens />
        </div>
      ) : null}
      {tab === "accounts" ? <Accounts /> : null}
      {tab === "audit" ? <AuditLog /> : null}
    </>
  );
}
