// All accounts, for admins: add one, change role or password, close.
import { useState, type FormEvent } from "react";
import { send, useApi } from "../../api";
import { useSession } from "../../session";
import { day, t, term } from "../../strings";
import { Button, Field, Panel, Table } from "../../ui/basics";
import { ErrorNote } from "../../ui/notes";

interface Row {
  name: string;
  role: string;
  created: string;
  disabled: boolean;
}
interface Answer {
  items: Row[];
  roles: string[];
}

export function Accounts() {
  const { session } = useSession();
  const { data, error, reload } = useApi<Answer>("/accounts");
  const [fault, setFault] = useState<Error | null>(null);
  const done = () => {
    setFault(null);
    reload();
  };
  const change = (name: string, body: Partial<Row>) => send("PATCH", `/accounts/${encodeURIComponent(name)}`, body).then(done, setFault);
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = new FormData(form);
    send("POST", "/accounts", { name: typed.get("name"), password: typed.get("password"), role: typed.get("role") }).then(() => {
      form.reset();
      done();
    }, setFault);
  };
  const roles = data?.roles ?? [];
  const role = (row: Row) => (
    <select aria-label={`${t("account.role")} ${row.name}`} value={row.role} disabled={row.name === session.name} onChange={(e) => void change(row.name, { role: e.target.value })}>
      {roles.map((r) => (
        <option key={r} value={r}>
          {term("account.role", r)}
        </option>
      ))}
    </select>
  );
  return (
    <Panel title={t("account.accounts")}>
      {fault ?? error ? <ErrorNote error={(fault ?? error) as Error} /> : null}
      <form className="account-form form-row" onSubmit={add}>
        <Field label={t("login.name")}>{(id) => <input id={id} name="name" dir="ltr" pattern="[A-Za-z0-9][A-Za-z0-9._\-]*" maxLength={64} required />}</Field>
        <Field label={t("login.password")} hint={t("account.new_hint")}>
          {(id) => <input id={id} name="password" type="password" dir="ltr" autoComplete="new-password" minLength={12} required />}
        </Field>
        <Field label={t("account.role")}>
          {(id) => (
            <select key={roles.length} id={id} name="role" defaultValue="coder">
              {roles.map((r) => (
                <option key={r} value={r}>
                  {term("account.role", r)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Button type="submit">{t("account.add")}</Button>
      </form>
      <Table
        caption={t("account.accounts")}
        rows={data?.items ?? []}
        id={(row) => row.name}
        columns={[
          { key: "name", label: t("login.name"), cell: (row) => <bdi>{row.name}</bdi> },
          { key: "role", label: t("account.role"), cell: role },
          { key: "created", label: t("account.created"), cell: (row) => day(row.created) },
          {
            key: "state",
            label: t("account.state"),
            cell: (row) => (
              <Button disabled={row.name === session.name} onClick={() => void change(row.name, { disabled: !row.disabled })}>
                {row.disabled ? t("account.enable") : t("account.disable")}
              </Button>
            ),
          },
        ]}
      />
    </Panel>
  );
}
