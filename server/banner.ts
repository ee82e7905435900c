import { renderUnicodeCompact } from "uqr";
import { lanAddresses } from "./lan-addresses.ts";

/** What a host reads at the start: where the phones go, where the screen goes, and the PIN. */
export function renderBanner(show: {
  port: number;
  publicUrl: string | undefined;
  lobbyCode: string;
  hostPin: string;
}): string {
  const addresses = lanAddresses().map((address) => `http://${address}:${show.port}`);
  const base = show.publicUrl ?? addresses[0] ?? `http://localhost:${show.port}`;
  const phones = `${base}/?room=${show.lobbyCode}`;
  const others = addresses.filter((address) => address !== base);
  return [
    "",
    renderUnicodeCompact(phones, { border: 2 }),
    "",
    "  GRANDSTAND is open.",
    "",
    `  Phones    ${phones}`,
    ...others.map((address) => `            ${address}/?room=${show.lobbyCode}`),
    `  Display   http://localhost:${show.port}/display`,
    `  Host      http://localhost:${show.port}/host   PIN ${show.hostPin}`,
    `  Room      ${show.lobbyCode}`,
    "",
    "  Play money only. Ctrl-C ends the show; the next start goes on where it stopped.",
    "",
  ].join("\n");
}
