import { useState } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { GearIcon, ChipIcon } from "#client/framework/icons.tsx";
import { language } from "#client/framework/language.ts";
import { wallet } from "./money/wallet.ts";
import { pageLink } from "./pages.ts";
import { PhoneSettings } from "./phone-settings.tsx";
import { seat } from "./seat.ts";
import { texts } from "./texts.ts";

/** Brand, balance and settings: the top of every page. */
export function PageHeader() {
  const [isOpen, setOpen] = useState(false);
  const { common, phone } = texts.value;
  const held = wallet.value;
  const available = held && formatAmount(held.available, language.value);
  return (
    <header class="page-header">
      <span class="brand">
        <span>{common.brand}</span>
      </span>
      {available !== undefined && seat.value?.token !== undefined && (
        <a class="balance numeral" href={pageLink("wallet")} aria-label={phone.balance(available)}>
          {available}
          <ChipIcon />
        </a>
      )}
      <button
        type="button"
        class="icon-button"
        aria-label={phone.settings.open}
        onClick={() => setOpen(true)}
      >
        <GearIcon />
      </button>
      {isOpen && <PhoneSettings onClose={() => setOpen(false)} />}
    </header>
  );
}
