import { useRef, useState } from "preact/hooks";
import { copyText } from "./copy-text.ts";
import { overlayAddress, type Screen, screens } from "./overlay-address.ts";
import { texts } from "./texts.ts";

/** Addresses of the battle's screens, to open or to copy into OBS. */
export function OverlayLinks({ stage }: { stage: string }) {
  const { links } = texts.value.stage;
  return (
    <section class="panel stack">
      <h2 class="section-label">{links.heading}</h2>
      <ul class="overlay-links">
        {screens.map((screen) => (
          <OverlayLink key={screen} screen={screen} stage={stage} />
        ))}
      </ul>
    </section>
  );
}

function OverlayLink({ screen, stage }: { screen: Screen; stage: string }) {
  const { links } = texts.value.stage;
  const field = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState<boolean>();
  const address = overlayAddress(screen, { stage, origin: location.origin });
  async function copy() {
    if (field.current !== null) setCopied(await copyText(field.current));
  }
  return (
    <li class="overlay-link">
      <span class="label">{links[screen]}</span>
      <input
        ref={field}
        class="input"
        readOnly
        aria-label={links.address(links[screen])}
        value={address}
        onFocus={(event) => event.currentTarget.select()}
      />
      <span class="overlay-buttons">
        <button type="button" class="button is-small" onClick={() => void copy()}>
          {links.copy}
        </button>
        <a class="button is-small" href={address} target="_blank" rel="noreferrer">
          {links.open}
        </a>
      </span>
      <span class="hint" role="status">
        {isCopied !== undefined && (isCopied ? links.copied : links.selected)}
      </span>
    </li>
  );
}
