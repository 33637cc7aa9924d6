// The header: name, views, language, account.
import { Link, usePath } from "../router";
import { MENU } from "../routes";
import { useSession } from "../session";
import { setLang, t, useLang } from "../strings";

export function Header() {
  const path = usePath();
  const language = useLang();
  const other = language === "ar" ? "en" : "ar";
  const { session } = useSession();
  return (
    <header className="header">
      <Link to="/reports" className="brand">
        <img src="/icon.svg" alt="" width="26" height="26" />
        <span>{t("app.name")}</span>
      </Link>
      <nav aria-label={t("nav.label")}>
        {MENU.map(({ to, label }) => (
          <Link key={to} to={to} aria-current={path === to || path.startsWith(to + "/") ? "page" : undefined}>
            {t(label)}
          </Link>
        ))}
      </nav>
      <div className="header-end">
        {session.name ? (
          <Link to="/account" aria-current={path.startsWith("/account") ? "page" : undefined}>
            <bdi>{session.name}</bdi>
          </Link>
        ) : null}
        <button type="button" className="button button-plain" lang={other} onClick={() => setLang(other)}>
          {t("app.other_language")}
        </button>
      </div>
    </header>
  );
}
