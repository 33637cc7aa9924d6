// The ledger and the events: tables with filters, a page for each state and each event, and "why?" everywhere.
export { EventPage, Events } from "./events";
export { StatePage, Ledger } from "./states";
