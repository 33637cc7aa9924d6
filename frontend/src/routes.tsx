// Paths to views; each view is its own chunk.
import { lazy, useEffect, useRef, type ComponentType, type LazyExoticComponent } from "react";
import { navigate, parts } from "./router";
import { t, type Key } from "./strings";
import { Empty } from "./ui/notes";

type Page = LazyExoticComponent<ComponentType<{ id: string }>>;
interface Route {
  prefix: string;
  list?: Page; // without an id
  one?: Page; // with one
}
const Reports = lazy(() => import("./views/reports"));
const Reader = lazy(() => import("./views/reader"));
const Claims = lazy(() => import("./views/claims"));
const ClaimPage = lazy(() => import("./views/claim"));
const Account = lazy(() => import("./views/account"));
const MapView = lazy(() => import("./views/map"));
const PlacePage = lazy(() => import("./views/place").then((m) => ({ default: m.PlacePage })));
const ActorPage = lazy(() => import("./views/place").then((m) => ({ default: m.ActorPage })));
const Ledger = lazy(() => import("./views/ledger").then((m) => ({ default: m.Ledger })));
const StatePage = lazy(() => import("./views/ledger").then((m) => ({ default: m.StatePage })));
const Events = lazy(() => import("./views/ledger").then((m) => ({ default: m.Events })));
const EventPage = lazy(() => import("./views/ledger").then((m) => ({ default: m.EventPage })));
const Overview = lazy(() => import("./views/overview"));

const ROUTES: Route[] = [
  { prefix: "/overview", list: Overview },
  { prefix: "/reports", list: Reports, one: Reader },
  { prefix: "/claims", list: Claims, one: ClaimPage },
  { prefix: "/map", list: MapView },
  { prefix: "/places", one: PlacePage },
  { prefix: "/actors", one: ActorPage },
  { prefix: "/ledger", list: Ledger, one: StatePage },
  { prefix: "/events", list: Events, one: EventPage },
  { prefix: "/account", list: Account, one: Account },
];

/** What the header lists, in order. */
export const MENU: { to: string; label: Key }[] = [
  { to: "/overview", label: "nav.overview" },
  { to: "/reports", label: "nav.reports" },
  { to: "/claims", label: "nav.claims" },
  { to: "/map", label: "nav.map" },
  { to: "/ledger", label: "nav.ledger" },
  { to: "/events", label: "nav.events" },
];

export function View({ path }: { path: string }) {
  const home = path === "/";
  useEffect(() => {
    if (home) navigate(`/reports${location.search}`, true);
  }, [home]);
  const first = useRef(true);
  useEffect(() => {
    // a new view begins at its top, for those too who hear the page or walk it by keys
    if (!first.current) document.getElementById("content")?.focus({ preventScroll: true });
    first.current = false;
  }, [path]);
  if (home) return null;
  for (const route of ROUTES) {
    const rest = parts(path, route.prefix);
    const Page = rest && rest.length < 2 ? (rest.length ? route.one : route.list) : undefined;
    if (rest && Page) return <Page id={rest[0] ?? ""} key={path} />;
  }
  return <Empty>{t("app.nothing_here")}</Empty>;
}
