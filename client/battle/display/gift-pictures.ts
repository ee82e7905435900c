/** Gifts by their platform id, for the picture only: what they are worth comes with each gift. */
const byId: Readonly<Record<string, string>> = {
  "5269": "musical-note",
  "5487": "hand-with-index-finger-and-thumb-crossed",
  "5655": "rose",
  "6064": "video-game",
  "6369": "lion",
  "6751": "rocket",
  "7312": "milky-way",
  "7934": "heart-with-arrow",
  "9072": "milky-way",
};

/** Else by a word of the name, in this order. */
const byWord: readonly (readonly [word: RegExp, picture: string])[] = [
  [/\b(lion|león|leon)\b/i, "lion"],
  [/ros[ae]|bloom|flower|garland/i, "rose"],
  [/universe|galax|nebula|universo/i, "milky-way"],
  [/phoenix|falcon|eagle|fénix/i, "eagle"],
  [/dragon|drag[oó]n/i, "dragon"],
  [/pegasus|unicorn/i, "unicorn"],
  [/leopard/i, "leopard"],
  [/whale|ballena|seal/i, "whale"],
  [/interstellar|alien|ufo/i, "flying-saucer"],
  [/rocket|shuttle|cohete/i, "rocket"],
  [/jet|plane|fly|airdrop|travel/i, "airplane"],
  [/yacht|boat|ship|pool/i, "ship"],
  [/train|tren/i, "locomotive"],
  [/car|speedway|motor|lightning/i, "racing-car"],
  [/castle|dream/i, "castle"],
  [/firework|countdown|celebration|party/i, "fireworks"],
  [/confetti/i, "party-popper"],
  [/crown|throne|queen|king|corona/i, "crown"],
  [/hand heart|hearts? me|love you/i, "heart-hands"],
  [/heart|love|coraz[oó]n/i, "red-heart"],
  [/finger/i, "hand-with-index-finger-and-thumb-crossed"],
  [/thumb/i, "thumbs-up"],
  [/diamond|gem\b|gem gun|mine/i, "gem-stone"],
  [/money|gold/i, "money-with-wings"],
  [/star|meteor|estrella/i, "glowing-star"],
  [/ice ?cream/i, "soft-ice-cream"],
  [/dou?ghnut|donut/i, "doughnut"],
  [/cake/i, "birthday-cake"],
  [/coffee|tea\b/i, "hot-beverage"],
  [/lollipop|candy|like-pop/i, "lollipop"],
  [/swan|crane|duck/i, "swan"],
  [/shiba|corgi|dog|puppy/i, "dog-face"],
  [/kitten|cat\b/i, "cat-face"],
  [/bear|oso/i, "teddy-bear"],
  [/panda/i, "panda"],
  [/hat|cap\b|mustache/i, "top-hat"],
  [/glasses|joylens/i, "sunglasses"],
  [/box(ing)? glove/i, "boxing-glove"],
  [/ferris|amusement|carousel/i, "ferris-wheel"],
  [/champion|trophy/i, "trophy"],
  [/perfume|make-?up/i, "love-letter"],
  [/balloon/i, "balloon"],
  [/fire|flame/i, "fire"],
];

const FALLBACK = "wrapped-gift";

/** Every picture there is; the build puts each beside the pages as `/gifts/<name>.svg`. */
export const giftPictures: readonly string[] = [
  ...new Set([...Object.values(byId), ...byWord.map(([, picture]) => picture), FALLBACK]),
];

/** Name of the picture that flies for a gift; a wrapped box for those we have none of. */
export function giftPicture({ giftId, giftName }: { giftId: string; giftName: string }): string {
  return byId[giftId] ?? byWord.find(([word]) => word.test(giftName))?.[1] ?? FALLBACK;
}

export function giftPictureUrl(picture: string): string {
  return `/gifts/${picture}.svg`;
}
