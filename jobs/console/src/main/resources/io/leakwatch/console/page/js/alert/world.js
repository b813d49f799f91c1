// The outline of the world, once, as paths of a plain equirectangular projection, and where each country lies.
const WIDE = 720;
const NORTH = 78;
const SOUTH = -56;
export const VIEW = { wide: WIDE, high: Math.round(((NORTH - SOUTH) / 360) * WIDE) };

export const project = (longitude, latitude) => [((longitude + 180) / 360) * WIDE, ((NORTH - latitude) / 360) * WIDE];

// The outline's names, where they differ from those that the browser gives to a country's code.
const OTHER = { CZ: 'Czech Rep.', KR: 'Korea', KP: 'Dem. Rep. Korea', LA: 'Lao PDR', CD: 'Dem. Rep. Congo', CG: 'Congo', CF: 'Central African Rep.',
  DO: 'Dominican Rep.', BA: 'Bosnia and Herz.', MK: 'Macedonia', SZ: 'Swaziland', TR: 'Turkey', MM: 'Myanmar', CI: "Côte d'Ivoire", SS: 'S. Sudan',
  GQ: 'Eq. Guinea', SB: 'Solomon Is.', KY: 'Cayman Is.', CV: 'Cape Verde', PS: 'Palestine', HK: 'China', MO: 'China', TW: 'Taiwan', EH: 'W. Sahara',
  FK: 'Falkland Is.', FO: 'Faeroe Is.', VI: 'U.S. Virgin Is.', AG: 'Antigua and Barb.', VC: 'St. Vin. and Gren.', ST: 'São Tomé and Principe',
  TC: 'Turks and Caicos Is.', PF: 'Fr. Polynesia', AX: 'Aland', LC: 'Saint Lucia', TT: 'Trinidad and Tobago' };
const ALONE = { TW: [121, 23.7], HK: [114.2, 22.3], MO: [113.5, 22.2], XK: [20.9, 42.6], MC: [7.4, 43.7], GI: [-5.4, 36.1], MV: [73.2, 3.2] };

let loading = null;
export function world() {
  loading ??= fetch('/lib/world.json').then((answer) => answer.json()).then(read).catch(() => { loading = null; return null; });
  return loading;
}

function rings(geometry) {
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
}

/** Centre of mass of a ring, with its area. */
function centre(ring) {
  let area = 0;
  let x = 0;
  let y = 0;
  for (let i = 0; i < ring.length - 1; i++) {
    const cross = ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
    area += cross;
    x += (ring[i][0] + ring[i + 1][0]) * cross;
    y += (ring[i][1] + ring[i + 1][1]) * cross;
  }
  return area === 0 ? { area: 0, at: ring[0] } : { area: Math.abs(area), at: [x / (3 * area), y / (3 * area)] };
}

function read(json) {
  const centres = new Map();
  let path = '';
  for (const { geometry, properties } of json.features) {
    let greatest = { area: -1 };
    for (const ring of rings(geometry)) {
      const one = centre(ring);
      if (one.area > greatest.area) greatest = one;
      // Islands of less than a pixel only cost time.
      if (one.area < 0.6) continue;
      let last = null;
      ring.forEach(([longitude, latitude]) => {
        const [x, y] = project(longitude, latitude);
        const at = x.toFixed(1) + ' ' + y.toFixed(1);
        if (at !== last) path += (last === null ? 'M' : 'L') + at;
        last = at;
      });
      path += 'Z';
    }
    if (properties.name) centres.set(properties.name, greatest.at);
  }
  return { path, centres };
}

const names = new Intl.DisplayNames('en', { type: 'region' });
export function countryName(code) {
  try { return names.of(code); } catch { return code; }
}

/** [longitude, latitude] of a country's greatest piece of land; null where it is not known. */
export function whereIs(code, outline) {
  if (ALONE[code]) return ALONE[code];
  return outline.centres.get(OTHER[code] ?? countryName(code)) ?? null;
}
