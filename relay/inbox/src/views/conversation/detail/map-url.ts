/** A place on OpenStreetMap, with a pin in it. @param latitude, longitude degrees */
export function mapUrl(latitude: number, longitude: number): string {
  const [north, east] = [latitude.toFixed(6), longitude.toFixed(6)]
  return `https://www.openstreetmap.org/?mlat=${north}&mlon=${east}#map=17/${north}/${east}`
}
