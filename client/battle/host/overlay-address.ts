/** Screens of a battle, by their names in the dictionary. */
export const screens = ["screen", "portrait", "obs", "obsPortrait"] as const;
export type Screen = (typeof screens)[number];

const wishes: Readonly<Record<Screen, Readonly<Record<string, string>>>> = {
  screen: {},
  portrait: { layout: "portrait" },
  obs: { obs: "1" },
  obsPortrait: { obs: "1", layout: "portrait" },
};

/** Where the display of a stage's battle is. */
export function overlayAddress(
  screen: Screen,
  { stage, origin }: { stage: string; origin: string },
): string {
  const query = new URLSearchParams({ scene: "battle", room: stage, ...wishes[screen] });
  return `${origin}/display?${query}`;
}
