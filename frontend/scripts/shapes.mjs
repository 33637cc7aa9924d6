// Small geometry and name helpers of base_map.mjs: polygons and names in, points and truths out.

function polygons(geometry) {
  if (geometry.type === "Polygon") return [geometry.coordinates];
  return geometry.type === "MultiPolygon" ? geometry.coordinates : [];
}

function signedArea(ring) {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) sum += ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
  return sum / 2;
}

/** The middle of the largest part of a shape, by its outer ring. */
export function centre(geometry) {
  const rings = polygons(geometry).map((rings) => rings[0]);
  const ring = rings.reduce((best, next) => (Math.abs(signedArea(next)) > Math.abs(signedArea(best)) ? next : best));
  const area = signedArea(ring);
  let x = 0;
  let y = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const cross = ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
    x += (ring[j][0] + ring[i][0]) * cross;
    y += (ring[j][1] + ring[i][1]) * cross;
  }
  return [x / (6 * area), y / (6 * area)];
}

export function contains(geometry, longitude, latitude) {
  return polygons(geometry).some((rings) => rings.reduce((inside, ring) => inside !== crosses(ring, longitude, latitude), false));
}

function crosses(ring, longitude, latitude) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [x1, y1] = ring[i];
    const [x2, y2] = ring[j];
    if (y1 > latitude !== y2 > latitude && longitude < ((x2 - x1) * (latitude - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** A place of ours and a shape of Natural Earth that carry one name, whatever the spelling of article and marks. */
export function sameName(place, properties) {
  const ours = [place.name.en, ...(place.names ?? [])].map(plain);
  const theirs = [properties.name, ...(properties.name_alt ?? "").split("|")].map(plain);
  return theirs.some((name) => name && ours.includes(name));
}

function plain(name) {
  const letters = (name ?? "").normalize("NFD").toLowerCase().replace(/\(.*?\)/g, "").replace(/[^a-z ]/g, "");
  const words = letters.replace(/\b(governorate|province|district|region|state)\b/g, "").trim();
  return words.replace(/^(al|ar|as|ash|at|ad|an|adh|el)[ ]?/, "").replace(/[ ]/g, "");
}
