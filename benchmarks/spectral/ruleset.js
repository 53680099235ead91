// Twelve arithmetic rules of perflint as a ruleset of Spectral, over the JSON that `perflint parse --format json` prints.
// Spectral has no sums, no numbers in printed text and no decimals, so each rule is a function of its own.

const TOLERANCE = 1e-9;
const DASHES = /^[—－\-–―/／\\_]*$/;
const NO_REASON = new Set(
  ("无 — —— － - -- --- / 、 。 . * 空 暂无 没有 无偏差 未偏差 没有偏差 无偏离 未产生偏差 不存在偏差 无误差 无差异 无原因 " +
    "无问题 无情况 无说明 不适用 不涉及 未涉及 同上 如上 略 已完成 完成 全部完成 已全部完成 按时完成 按期完成 达成 达到 正常")
    .split(" "),
);

// -- printed text ----------------------------------------------------------------------------------------------------

const filled = (text) => Boolean(text) && !DASHES.test(text);

function number(text) {
  const plain = (text ?? "").replace(/[,，\s分]/g, "");
  const value = plain.endsWith("%") ? Number(plain.slice(0, -1)) / 100 : Number(plain);
  return plain === "" || Number.isNaN(value) ? null : value;
}

// One unit of the last digit that a text prints, in the scale of its value.
function precision(text) {
  const decimals = (text.replace("%", "").split(".")[1] ?? "").length;
  return 10 ** -decimals / (text.endsWith("%") ? 100 : 1);
}

const close = (left, right, tolerance) => Math.abs(left - right) <= tolerance + TOLERANCE;
const carries = (row) => filled(row.score) || filled(row.weight) || filled(row.target) || filled(row.actual);
const known = (...values) => values.every((value) => value !== null);

// The sum of a column over the rows that carry anything; null where one of them cannot be read.
function sum(rows, column) {
  const values = rows.filter(carries).map((row) => number(row[column]));
  return values.includes(null) ? null : values.reduce((total, value) => total + value, 0);
}

const funds = (form) => Object.entries(form.budget).filter(([, line]) => typeof line === "object");
const fault = (message, ...path) => ({ message, path });
// What a function gives stands at the form; the path below it is added here.
const rule = (judge) => ({
  given: "$.documents[*].forms[*]",
  severity: "error",
  then: {
    function: (form, _, context) =>
      judge(form).map(({ message, path }) => ({ message, path: [...context.path, ...path] })),
  },
});

// -- the rules -------------------------------------------------------------------------------------------------------

function totalScoreSum(form) {
  const total = form.budget.total ?? {};
  const rows = sum(form.indicators, "score");
  const points = filled(total.score) || filled(total.weight) ? number(total.score) : 0;
  const printed = number(form.total.score);
  if (!form.complete || !known(rows, points, printed)) return [];
  const tolerance = Math.max(Math.min(precision(form.total.score) / 2, 0.05), 0.001);
  return close(printed, points + rows, tolerance) ? [] : [fault(`${printed} ≠ ${points} + ${rows}`, "total", "score")];
}

function totalWeightSum(form) {
  const total = form.budget.total ?? {};
  const rows = sum(form.indicators, "weight");
  const execution = filled(total.score) || filled(total.weight) ? number(total.weight) : 0;
  const printed = number(form.total.weight);
  if (!form.complete || !known(rows, execution, printed)) return [];
  return close(printed, execution + rows, 0.001)
    ? []
    : [fault(`${printed} ≠ ${execution} + ${rows}`, "total", "weight")];
}

function totalWeightHundred(form) {
  const total = form.budget.total ?? {};
  const rows = sum(form.indicators, "weight");
  const execution = filled(total.score) || filled(total.weight) ? number(total.weight) : 0;
  if (!form.complete || !form.indicators.some((row) => filled(row.weight)) || !known(rows, execution)) return [];
  return close(execution + rows, 100, 0.001) ? [] : [fault(`${execution + rows} ≠ 100`, "total", "weight")];
}

function groupWeightSum(form) {
  const faults = [];
  for (const [name, text] of Object.entries(form.level1_weight ?? {})) {
    const summed = sum(form.indicators.filter((row) => row.level1 === name), "weight");
    const printed = number(text);
    if (form.complete && known(summed, printed) && !close(printed, summed, 0.001)) {
      faults.push(fault(`${printed} ≠ ${summed}`, "level1_weight", name));
    }
  }
  return faults;
}

function totalAboveHundred(form) {
  const score = number(form.total.score);
  const limit = filled(form.total.weight) ? number(form.total.weight) : 100;
  return known(score, limit) && score > limit ? [fault(`${score} > ${limit}`, "total", "score")] : [];
}

function executionPoints(form) {
  const { annual, executed, rate, weight, score } = form.budget.total ?? {};
  const exact = filled(annual) && filled(executed) ? number(executed) / number(annual) : number(rate);
  if (!known(number(weight), number(score), exact) || number(annual) === 0) return [];
  const due = number(weight) * Math.min(exact, 1);
  return close(number(score), due, 0.01) ? [] : [fault(`${score} ≠ ${due}`, "budget", "total", "score")];
}

function executionRate(form) {
  const faults = [];
  for (const [key, { annual, executed, rate }] of funds(form)) {
    if (!filled(rate) || !known(number(annual), number(executed), number(rate)) || number(annual) === 0) continue;
    const exact = number(executed) / number(annual);
    if (!close(number(rate), exact, precision(rate))) faults.push(fault(`${rate} ≠ ${exact}`, "budget", key, "rate"));
  }
  return faults;
}

function fundsSum(form) {
  const faults = [];
  const components = funds(form).filter(([key]) => key !== "total");
  for (const column of ["initial", "annual", "executed"]) {
    const values = components.filter(([, line]) => filled(line[column])).map(([, line]) => number(line[column]));
    const printed = number(form.budget.total?.[column]);
    if (!values.length || !known(printed, ...values)) continue;
    const summed = values.reduce((total, value) => total + value, 0);
    if (!close(printed, summed, 0.01)) faults.push(fault(`${printed} ≠ ${summed}`, "budget", "total", column));
  }
  return faults;
}

function overspent(form) {
  const above = ({ annual, executed }) => known(number(annual), number(executed)) && number(executed) > number(annual);
  const total = above(form.budget.total ?? {});
  return funds(form)
    .filter(([key, line]) => above(line) && (key === "total" || !total))
    .map(([key, { annual, executed }]) => fault(`${executed} > ${annual}`, "budget", key, "executed"));
}

// A rule about each row: the message where it does not hold, else nothing.
const eachRow = (field, judge) => (form) =>
  form.indicators.flatMap((row, index) => {
    const message = judge(row, number(row.weight), number(row.score));
    return message ? [fault(message, "indicators", index, field)] : [];
  });

const scoreAboveWeight = eachRow("score", (_, weight, score) =>
  known(weight, score) && score > weight ? `${score} > ${weight}` : "",
);

const scoreBelowZero = eachRow("score", (_, __, score) => (known(score) && score < 0 ? `${score} < 0` : ""));
const weightOfNothing = eachRow("weight", (row, weight) =>
  known(weight) && weight <= 0 && (filled(row.target) || filled(row.score)) ? `${weight} ≤ 0` : "",
);
const scoreNegative = (form) => [...scoreBelowZero(form), ...weightOfNothing(form)];

const deviationRequired = eachRow("deviation", (row, weight, score) =>
  known(weight, score) && score < weight && (!row.deviation || NO_REASON.has(row.deviation))
    ? `${score} < ${weight}: ${row.deviation}`
    : "",
);

export default {
  rules: {
    PF101: rule(totalScoreSum),
    PF102: rule(totalWeightSum),
    PF103: rule(totalWeightHundred),
    PF104: rule(groupWeightSum),
    PF105: rule(totalAboveHundred),
    PF201: rule(executionPoints),
    PF202: rule(executionRate),
    PF203: rule(fundsSum),
    PF204: rule(overspent),
    PF301: rule(scoreAboveWeight),
    PF302: rule(scoreNegative),
    PF401: rule(deviationRequired),
  },
};
