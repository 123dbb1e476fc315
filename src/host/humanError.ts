/** An error whose message is one clear sentence for the person; any other is a defect and goes to the log. */
export class HumanError extends Error {
  override readonly name = 'HumanError';
}
