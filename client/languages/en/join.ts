/** What a phone says before it is in a room: joining, and the header that stays. */
export const join = {
  title: "Grandstand · bet on the race",
  heading: "Join the race night",
  welcomeBack: (name: string) => `Welcome back, ${name}`,
  name: "Your name",
  nameHint: "2 to 20 characters, for the big screen",
  code: "Room code",
  codeHint: "Four letters, on the big screen",
  otherRoom: "Another room",
  button: "Join",
  joining: "Joining…",
  grant: "Everybody starts with free chips. Play money only.",
  room: (code: string) => `Room ${code}`,
  balance: (available: string) => `Balance: ${available} chips. Open the wallet.`,
  settings: {
    open: "Settings",
    heading: "Settings",
    leave: "Leave this room",
    playingAs: (name: string, code: string) => `${name}, room ${code}`,
  },
};
