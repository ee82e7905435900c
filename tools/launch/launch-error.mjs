/** What keeps the launcher from starting; the message is one sentence for the host. */
export class LaunchError extends Error {}
