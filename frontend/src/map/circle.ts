// A point and a radius on the ground -> a ring of longitudes and latitudes.
import type { Polygon } from "geojson";

const EARTH_KM = 6371.0088;
const CORNERS = 48;

export function circle(longitude: number, latitude: number, km: number): Polygon {
  const away = km / EARTH_KM;
  const north = radians(latitude);
  const ring = Array.from({ length: CORNERS }, (_, i) => {
    const bearing = (2 * Math.PI * i) / CORNERS;
    const y = Math.asin(Math.sin(north) * Math.cos(away) + Math.cos(north) * Math.sin(away) * Math.cos(bearing));
    const x = Math.atan2(Math.sin(bearing) * Math.sin(away) * Math.cos(north), Math.cos(away) - Math.sin(north) * Math.sin(y));
    return [round(longitude + degrees(x)), round(degrees(y))];
  });
  return { type: "Polygon", coordinates: [[...ring, ring[0] ?? [longitude, latitude]]] };
}

function radians(angle: number): number {
  return (angle * Math.PI) / 180;
}
function degrees(angle: number): number {
  return (angle * 180) / Math.PI;
}
function round(angle: number): number {
  return Math.round(angle * 1e5) / 1e5;
}
