import { FlagIcon, ListIcon, WalletIcon } from "./page-icons.tsx";
import { page, pageLink, pages } from "./pages.ts";
import { texts } from "./texts.ts";

const icons = { race: FlagIcon, results: ListIcon, wallet: WalletIcon };

/** The three pages, within reach of a thumb. */
export function BottomNav() {
  const { nav } = texts.value.phone;
  return (
    <nav class="bottom-nav" aria-label={nav.label}>
      {pages.map((name) => {
        const PageIcon = icons[name];
        return (
          <a
            key={name}
            href={pageLink(name)}
            {...(page.value === name && { "aria-current": "page" as const })}
          >
            <PageIcon />
            <span class="label">{nav[name]}</span>
          </a>
        );
      })}
    </nav>
  );
}
