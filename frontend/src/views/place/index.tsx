// The pages of a place and of an actor.
export function PlacePage(_: { id: string }) {
  return null;
}
export function ActorPage(_: { id: string }) {
  return null;
}
