// The pages of a place and of an actor.
import "./place.css";

export { ActorPage } from "./actor";
export { PlacePage } from "./place";
