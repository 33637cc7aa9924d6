// The log-in form of a server with accounts.
import { useState, type FormEvent } from "react";
import { send } from "../../api";
import { useSession } from "../../session";
import { t } from "../../strings";
import { Button, Field, PageHead, Panel } from "../../ui/basics";
import { ErrorNote } from "../../ui/notes";

export function Login() {
  const { refresh } = useSession();
  const [error, setError] = useState<Error | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    try {
      await send("POST", "/session", { name: form.get("name"), password: form.get("password") });
      refresh();
    } catch (problem) {
      setError(problem as Error);
    }
  };
  return (
    <Panel className="login">
      <PageHead title={t("login.title")} />
      <form onSubmit={(e) => void submit(e)}>
        {error ? <ErrorNote error={error} /> : null}
        <Field label={t("login.name")}>{(id) => <input id={id} name="name" autoComplete="username" dir="auto" required />}</Field>
        <Field label={t("login.password")}>{(id) => <input id={id} name="password" type="password" autoComplete="current-password" dir="ltr" required />}</Field>
        <Button type="submit" kind="primary">
          {t("login.enter")}
        </Button>
      </form>
    </Panel>
  );
}
