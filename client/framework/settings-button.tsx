import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { GearIcon } from "./icons.tsx";
import { SettingsSheet } from "./settings-sheet.tsx";

/** The gear that opens the settings; `label` names both, `children` are the page's own choices. */
export function SettingsButton(props: { label: string; children?: ComponentChildren }) {
  const { label, children } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="icon-button" aria-label={label} onClick={() => setOpen(true)}>
        <GearIcon />
      </button>
      {isOpen && (
        <SettingsSheet heading={label} onClose={() => setOpen(false)}>
          {children}
        </SettingsSheet>
      )}
    </>
  );
}
