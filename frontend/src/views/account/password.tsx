// A new password for oneself.
import { useState, type FormEvent } from "react";
import { send } from "../../api";
import { useSession } from "../../session";
import { t } from "../../strings";
import { Button, Field, Panel } from "../../ui/basics";
import { ErrorNote } from "../../ui/notes";

export function PasswordForm() {
  const { refresh } = useSession();
  const [error, setError] = useState<Error | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    send("PUT", "/password", { old: form.get("old"), new: form.get("new") }).then(refresh, setError);
  };
  return (
    <Panel title={t("account.password")}>
      <form className="account-form" onSubmit={submit}>
        {error ? <ErrorNote error={error} /> : null}
        <Field label={t("account.old")}>{(id) => <input id={id} name="old" type="password" dir="ltr" autoComplete="current-password" required />}</Field>
        <Field label={t("account.new")} hint={t("account.new_hint")}>
          {(id) => <input id={id} name="new" type="password" dir="ltr" autoComplete="new-password" minLength={12} required />}
        </Field>
        <Button type="submit">{t("app.save")}</Button>
      </form>
    </Panel>
  );
}
