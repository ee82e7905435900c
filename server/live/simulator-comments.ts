import type { Random } from "#common/framework/random.ts";

/** Languages in which the simulated audience names countries. */
const languages = ["en", "es", "ar", "tr", "ur", "pt", "fr"] as const;

const cheers: readonly ((name: string, flag: string) => string)[] = [
  (name) => name,
  (name) => name,
  (_, flag) => flag,
  (_, flag) => flag.repeat(3),
  (name, flag) => `${name} ${flag}`,
  (name) => `${name.toUpperCase()}!!!`,
  (name) => `go ${name} go`,
  (name) => `vamos ${name} 💪`,
  (name) => `#${name.replaceAll(" ", "")}`,
  (name, flag) => `🔥🔥 ${name} ${flag}🔥`,
  (name) => `I am from ${name}`,
];

const chatter = [
  "hello from my kitchen",
  "first time here, what is this?",
  "who is winning",
  "😂😂😂",
  "merhaba",
  "السلام عليكم",
  "hola a todos",
  "ما هذا",
  "boa noite gente",
  "nice game",
  "it is so close!!",
  "send roses everybody 🌹",
  "no way",
  "can you say my name please",
  "❤️❤️",
  "salut les amis",
  "wow that lion",
  "how do I join in?",
  "1 minute left",
  "@everyone tap tap tap",
] as const;

/** A comment that names a country: its name in one of several languages, its flag, or both. */
export function drawCheer(random: Random, country: string): { text: string; language: string } {
  const language = languages[random.below(languages.length)]!;
  const name = regionNames(language).of(country) ?? country;
  return { text: cheers[random.below(cheers.length)]!(name, flagOf(country)), language };
}

/** A comment that names none. */
export function drawChatter(random: Random): string {
  return chatter[random.below(chatter.length)]!;
}

const known = new Map<string, Intl.DisplayNames>();

function regionNames(language: string): Intl.DisplayNames {
  const names = known.get(language) ?? new Intl.DisplayNames([language], { type: "region" });
  known.set(language, names);
  return names;
}

/** The regional indicators of the two letters. */
function flagOf(country: string): string {
  const offset = 0x1f1e6 - "A".charCodeAt(0);
  return String.fromCodePoint(...Array.from(country, (letter) => letter.charCodeAt(0) + offset));
}
