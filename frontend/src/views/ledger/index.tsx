// The ledger and the events.
export function Ledger() {
  return null;
}
export function StatePage(_: { id: string }) {
  return null;
}
export function Events() {
  return null;
}
export function EventPage(_: { id: string }) {
  return null;
}
