// The shell: session, language, header, and the view that the address names.
import { Suspense, useCallback, useEffect, useMemo } from "react";
import { remember, useApi, whenLoggedOut } from "./api";
import { usePath } from "./router";
import { View } from "./routes";
import { LOCAL, SessionContext } from "./session";
import { t, useLang } from "./strings";
import type { Session } from "./types";
import { ErrorBoundary } from "./ui/boundary";
import { Header } from "./ui/header";
import { ErrorNote, Loading } from "./ui/notes";
import { Login } from "./views/account/login";

export function App() {
  const language = useLang();
  const path = usePath();
  const { data, error, reload } = useApi<Session>("/session");
  const refresh = useCallback(() => reload(), [reload]);
  useEffect(() => whenLoggedOut(refresh), [refresh]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
    document.title = t("app.title");
  }, [language]);
  const signed = useMemo(() => ({ session: data ? remember(data) : LOCAL, refresh }), [data, refresh]);
  const outside = data !== null && data.login && data.name === null;
  return (
    <SessionContext.Provider value={signed}>
      <a className="skip" href="#content">
        {t("app.skip")}
      </a>
      <Header key={`header-${language}`} />
      <main id="content" tabIndex={-1} key={language}>
        <ErrorBoundary key={path}>
          {error ? <ErrorNote error={error} retry={reload} /> : null}
          {data === null ? (
            error ? null : <Loading />
          ) : outside ? (
            <Login />
          ) : (
            <Suspense fallback={<Loading />}>
              <View path={path} />
            </Suspense>
          )}
        </ErrorBoundary>
      </main>
    </SessionContext.Provider>
  );
}
