import { QrCode } from "#client/race/display/hud/qr-code.tsx";
import type { LobbyWire } from "#common/race/race-api.ts";
import { CloseRoom } from "./close-room.tsx";
import { texts } from "./texts.ts";

/** Code, QR and addresses: what people in the room need to come in. */
export function LinksPanel({ lobby }: { lobby: LobbyWire }) {
  const { links } = texts.value.host;
  const display = new URL(`/display?room=${lobby.code}`, lobby.joinUrl).href;
  return (
    <section class="panel stack">
      <h2 class="section-label">{links.heading}</h2>
      <div class="links">
        <QrCode url={lobby.joinUrl} />
        <dl>
          <dt>{links.code}</dt>
          <dd class="numeral room-code">{lobby.code}</dd>
          <dt>{links.phone}</dt>
          <dd>
            <a href={lobby.joinUrl}>{lobby.joinUrl}</a>
          </dd>
          <dt>{links.display}</dt>
          <dd>
            <a href={display}>{display}</a>
          </dd>
        </dl>
      </div>
      <div class="links-foot">
        <a
          class="button is-small"
          href={`/display?room=${lobby.code}`}
          target="_blank"
          rel="noreferrer"
        >
          {links.openDisplay}
        </a>
        <CloseRoom code={lobby.code} />
      </div>
    </section>
  );
}
