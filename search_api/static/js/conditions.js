/** Whether a condition of a form holds for answers: a copy of dossiers/conditions.py that only hides and shows. */

const isNumber = (answer) => typeof answer === "number";

/** Equal as people mean it: 1 is 1.0, but true is not 1; of several choices one suffices. */
function equal(answer, value) {
  if (Array.isArray(answer)) return answer.some((part) => equal(part, value));
  return answer === value;
}

/** A day or a month as text that orders like time; "today" is the day of asking. */
const day = (value, today) => String(value === "today" ? today : value);

const before = (answer, value, today) => String(answer) < day(value, today).slice(0, String(answer).length);
const after = (answer, value, today) => String(answer) > day(value, today).slice(0, String(answer).length);

const TESTS = {
  is: (answer, value) => equal(answer, value),
  is_not: (answer, value) => !equal(answer, value),
  in: (answer, values) => values.some((value) => equal(answer, value)),
  not_in: (answer, values) => !values.some((value) => equal(answer, value)),
  from: (answer, value) => isNumber(answer) && answer >= value,
  to: (answer, value) => isNumber(answer) && answer <= value,
  before,
  after,
};

/** `answers`: question -> answer of visible questions only; `today`: ISO day. No condition always holds. */
export function holds(condition, answers, today) {
  if (!condition) return true;
  if (condition.question !== undefined) return compare(condition, answers, today);
  if (condition.all) return condition.all.every((part) => holds(part, answers, today));
  if (condition.any) return condition.any.some((part) => holds(part, answers, today));
  return !condition.not || !holds(condition.not, answers, today);
}

/** An unanswered question makes every comparison false, is_not and not_in included. */
function compare({ question, answered, ...given }, answers, today) {
  const answer = Object.hasOwn(answers, question) ? answers[question] : undefined;
  const isAnswered = answer !== undefined && answer !== null;
  if (answered === false) return !isAnswered && Object.keys(given).length === 0;
  if (!isAnswered) return false;
  return Object.entries(given).every(([name, value]) => TESTS[name](answer, value, today));
}
