// Tokens for programs: made for some of one's rights and some days, shown once, revoked any time.
import { useState, type FormEvent } from "react";
import { send, useApi } from "../../api";
import { useSession } from "../../session";
import { day, t, term } from "../../strings";
import { Button, Field, Panel, Table } from "../../ui/basics";
import { Empty, ErrorNote } from "../../ui/notes";

interface Token {
  id: string;
  label: string;
  scopes: string[];
  created: string;
  expires: string;
  revoked: string | null;
}

export function Tokens() {
  const { session } = useSession();
  const { data, error, reload } = useApi<{ items: Token[] }>("/tokens");
  const [made, setMade] = useState("");
  const [fault, setFault] = useState<Error | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    send<{ token: string }>("POST", "/tokens", { label: form.get("label"), scopes: form.getAll("scopes"), days: Number(form.get("days")) }).then((token) => {
      setMade(token.token);
      setFault(null);
      reload();
    }, setFault);
  };
  const revoke = (id: string) => send("DELETE", `/tokens/${encodeURIComponent(id)}`).then(reload, setFault);
  return (
    <Panel title={t("account.tokens")}>
      <form className="account-form" onSubmit={submit}>
        {fault ? <ErrorNote error={fault} /> : null}
        <Field label={t("account.label")}>{(id) => <input id={id} name="label" dir="auto" maxLength={200} />}</Field>
        <fieldset className="scopes">
          <legend>{t("account.scopes")}</legend>
          {session.rights.map((right) => (
            <label key={right} className="field-flag">
              <input type="checkbox" name="scopes" value={right} defaultChecked={right === "read"} /> {term("account.right", right)}
            </label>
          ))}
        </fieldset>
        <Field label={t("account.days")}>{(id) => <input id={id} name="days" type="number" dir="ltr" min={1} max={366} defaultValue={90} required />}</Field>
        <Button type="submit">{t("account.make_token")}</Button>
      </form>
      {made ? (
        <div role="status">
          <p>{t("account.token_once")}</p>
          <code className="secret" dir="ltr">
            {made}
          </code>
        </div>
      ) : null}
      {error ? <ErrorNote error={error} /> : null}
      {data?.items.length ? (
        <Table
          caption={t("account.tokens")}
          rows={data.items}
          id={(token) => token.id}
          columns={[
            { key: "label", label: t("account.label"), cell: (x) => <bdi>{x.label || x.id}</bdi> },
            { key: "scopes", label: t("account.scopes"), cell: (x) => x.scopes.map((s) => term("account.right", s)).join(" · ") },
            { key: "expires", label: t("account.expires"), cell: (x) => day(x.expires) },
            {
              key: "end",
              label: t("account.state"),
              cell: (x) =>
                x.revoked ? (
                  <span className="quiet">{t("account.revoked")}</span>
                ) : (
                  <Button kind="danger" onClick={() => void revoke(x.id)}>
                    {t("account.revoke")}
                  </Button>
                ),
            },
          ]}
        />
      ) : (
        <Empty>{t("account.no_tokens")}</Empty>
      )}
    </Panel>
  );
}
