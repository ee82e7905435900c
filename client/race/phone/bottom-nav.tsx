import { FlagIcon, ListIcon, WalletIcon } from "./page-icons.tsx";
import { navPages, page, pageLink } from "./pages.ts";
import { texts } from "./texts.ts";

const icons = { race: FlagIcon, results: ListIcon, wallet: WalletIcon };

/** The three pages, within reach of a thumb. What is behind the wallet is marked as the wallet's. */
export function BottomNav() {
  const { nav } = texts.value.phone;
  const here = page.value === "favors" ? "wallet" : page.value;
  return (
    <nav class="bottom-nav" aria-label={nav.label}>
      {navPages.map((name) => {
        const PageIcon = icons[name];
        return (
          <a
            key={name}
            href={pageLink(name)}
            {...(here === name && {
              "aria-current": page.value === name ? ("page" as const) : ("true" as const),
            })}
          >
            <PageIcon />
            <span class="label">{nav[name]}</span>
          </a>
        );
      })}
    </nav>
  );
}
