// @ts-check
// Shapes that the modules of the stream share.

/**
 * @typedef {{ projectId: number, personId: number, task: "single" | "multi", state: "open" | "paused" | "archived",
 *   suggestions: "shown" | "after" | "hidden", leaseMinutes: number, hasPanel: boolean }} Settings
 *
 * @typedef {{ label: string, probability: number, suggested: boolean }} SuggestedLabel
 * @typedef {{ start: number, end: number, weight: number }} Token
 * @typedef {{ labels: SuggestedLabel[], modelVersion: number, tokens: Token[] }} Suggestion
 *
 * @typedef {{ assignmentId: number, item: { id: number, externalId: string | null, text: string, meta: Record<string, unknown> | null },
 *   suggestion: Suggestion | null, reason: string, leaseExpiresAt: string, isOnboarding?: boolean }} Given
 *
 * @typedef {{ isRight: boolean, labels: string[], explanation: string, answered: number, items: number,
 *   ending: { right: number, needed: number, isPassed: boolean, attemptsLeft: number } | null }} Feedback  After an answer of the onboarding.
 *
 * @typedef {{ itemId: number, assignmentId: number, action: "submit" | "skip" | "flag", labels: string[], comment: string | null,
 *   elapsedMs: number, modelVersion: number | null, suggested: string[] | null }} Decision
 *
 * @typedef {{ order?: number, kind: "put" | "undo", key: string, person: number, project: number, body: Decision | null, at: number,
 *   refused: string | null, tried?: boolean }} Letter  What waits to be sent. Never an item's text.
 *
 * @typedef {{ status: number, body: any }} Answer  Status 0: nobody answered.
 */

export {};
