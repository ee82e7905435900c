/** The race that an address like `/verify/12` names; undefined for none. */
export function readRaceId(pathname: string): number | undefined {
  const id = pathname.split("/")[2];
  return id !== undefined && /^[1-9]\d{0,9}$/.test(id) ? Number(id) : undefined;
}
