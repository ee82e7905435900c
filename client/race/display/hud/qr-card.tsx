import { texts } from "#client/race/display/texts.ts";
import { QrCode } from "./qr-code.tsx";
import { useDisplay } from "./use-display.ts";

/** The way in, on screen in every phase. */
export function QrCard() {
  const lobby = useDisplay().feed.lobby.value;
  if (lobby === undefined) return null;
  const { display } = texts.value;
  return (
    <aside class="qr-card panel" aria-label={display.scan}>
      <QrCode url={lobby.joinUrl} />
      <p class="qr-scan">{display.scan}</p>
      <p class="qr-room">
        <span>{display.roomCode}</span> <b>{lobby.code}</b>
      </p>
    </aside>
  );
}
