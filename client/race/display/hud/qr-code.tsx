import { useMemo } from "preact/hooks";
import { encode } from "uqr";
import { texts } from "#client/race/display/texts.ts";

/** Modules of white around the code: fewer and phones miss it. */
const QUIET_MODULES = 2;

/** A QR code as one path, sharp at any size. */
export function QrCode({ url }: { url: string }) {
  const { size, path } = useMemo(() => drawCode(url), [url]);
  const edge = size + QUIET_MODULES * 2;
  return (
    <svg
      class="qr-code"
      viewBox={`${-QUIET_MODULES} ${-QUIET_MODULES} ${edge} ${edge}`}
      role="img"
      aria-label={texts.value.display.qrLabel(url)}
    >
      <path d={path} />
    </svg>
  );
}

function drawCode(url: string): { size: number; path: string } {
  const { data, size } = encode(url, { border: 0, ecc: "M" });
  let path = "";
  for (const [y, row] of data.entries()) {
    for (const [x, isDark] of row.entries()) {
      if (isDark) path += `M${x} ${y}h1v1h-1z`;
    }
  }
  return { size, path };
}
