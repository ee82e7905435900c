import type { ComponentType } from "preact";
import { useState } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { ChipIcon, GearIcon } from "#client/framework/icons.tsx";
import { language } from "#client/framework/language.ts";
import { joinTexts } from "./join-texts.ts";
import { wallet } from "./money/wallet.ts";
import { pageLink } from "./pages.ts";
import { seat } from "./seat.ts";

/** Brand, balance and settings: the top of every page. */
export function PageHeader() {
  const [Settings, setSettings] = useState<ComponentType<{ onClose: () => void }>>();
  const { common, join } = joinTexts.value;
  const held = wallet.value;
  const available = held && formatAmount(held.available, language.value);
  const open = async () => {
    const { PhoneSettings } = await import("./phone-settings.tsx");
    setSettings(() => PhoneSettings);
  };
  return (
    <header class="top-bar page-header">
      <span class="brand">
        <span>{common.brand}</span>
      </span>
      {available !== undefined && seat.value?.token !== undefined && (
        <a class="balance numeral" href={pageLink("wallet")} aria-label={join.balance(available)}>
          {available}
          <ChipIcon />
        </a>
      )}
      <button
        type="button"
        class="icon-button"
        aria-label={join.settings.open}
        onClick={() => void open()}
      >
        <GearIcon />
      </button>
      {Settings && <Settings onClose={() => setSettings(undefined)} />}
    </header>
  );
}
