/** The fact base behind the answers. */

import { badge, copyButton, h, icon, link } from "./dom.js";
import { wish } from "./live.js";
import { place } from "./place.js";
import { on, store } from "./store.js";

const PAUSE_MS = 200;
let head = null;
let found = null;
let asked = null;

on("knowledge", () => head?.isConnected && (drawHead(), asked && look(asked)));
on("posted", (message) => head?.isConnected && !asked?.question && message.user === store.bot.user && look(message, true));

/** Fill `body`, perhaps `about` a message. */
export function facts(body, about) {
	let timer = 0;
	const later = () => (clearTimeout(timer), (timer = setTimeout(() => look({ question: field.value }), PAUSE_MS)));
	const field = h("input", { type: "search", class: "text", placeholder: "Ask the fact base itself", "aria-label": "Question", oninput: later });
	head = h("div.facts-head");
	found = h("div.found", { "aria-live": "polite" }, h("p.empty", "Ask something, and what stands behind the answer shows here."));
	body.replaceChildren(head, field, found);
	asked = null;
	drawHead();
	const last = about ?? lastAnswer();
	if (last) look(last);
}

function lastAnswer() {
	const all = [...store.messages.values()].flatMap((one) => [...one.values()]).filter((one) => one.user === store.bot.user);
	const here = all.filter((one) => one.channel === place.channel);
	return (here.length ? here : all).sort((one, other) => (one.ts < other.ts ? -1 : 1)).at(-1);
}

function drawHead() {
	if (!store.knowledge) return;
	const { title, folder, entries, loaded_at: at, problems } = store.knowledge;
	const time = new Date(at * 1000).toLocaleTimeString();
	const broken = h("div.alert.error", { role: "alert" },
		h("strong", "The last edit does not load"),
		h("ul", problems.map((one) => h("li", one))),
		h("small", "The bot goes on with the last good state."),
	);
	head.replaceChildren(h("strong", title), h("small", `${entries.toLocaleString()} entries, read at ${time} from ${folder.split(/[\\/]/).at(-1)}`), ...(problems.length ? [broken] : []));
}

/** Show what stands behind a question or a message; what is shown stays where one that merely came has nothing behind it. */
async function look({ question, channel, ts }, came = false) {
	if (question?.trim() === "") return;
	const before = asked;
	const mine = (asked = question ? { question } : { channel, ts });
	const nodes = await wish({ type: "explain", ...mine }).then(
		({ explained }) => (explained ? explanation(explained) : !came && [h("p.empty", "No answer of the fact base stands behind this message.")]),
		(error) => [h("p.problem", error.message)],
	);
	if (asked !== mine) return;
	if (nodes) found.replaceChildren(...nodes.filter(Boolean));
	else asked = before;
}

const where = (text) => text && h("code.where", text);
const folded = (label, ...inner) => h("details", h("summary", label), ...inner);

function explanation({ question, outcome, confidence, operation, language, why, entries, words, considered }) {
	return [
		h("h3", question),
		h("p.outcome", badge(outcome), `${operation}, ${Math.round(confidence * 100)} % sure`, language !== "en" && badge(language)),
		why && h("p", why),
		...entries.map(entry),
		words.length > 0 && folded("How it was understood", h("ul", words.map(word))),
		considered.length > 0 && folded(`What was considered (${considered.length})`, h("ol", considered.map(candidate))),
	];
}

const word = ({ norm, role, meaning, edits }) => h("li.line", h("strong", norm), badge(role), meaning, edits > 0 && h("small", `${edits} ${edits === 1 ? "letter" : "letters"} off`));

const candidate = ({ name, kind, score, evidence, where: file }) => h("li.line", h("strong", name), h("small", kind), h("span.score", score.toFixed(2)), h("small", (evidence ?? []).join(" · ")), where(file));

function entry({ name, kind, kind_label: label, where: file, path, note, aliases, facts: known }) {
	const [inFile, line] = file.split(":");
	const last = Math.max(line, ...known.map((one) => one.where.split(":")[1]));
	const wrong = store.knowledge.problems.filter((problem) => {
		const [there, at] = problem.split(":");
		return there === inFile && line <= Number(at) && Number(at) <= last;
	});
	return h("section.entry",
		h("h4", name, h("small", label || kind)),
		h("p.line", where(file), copyButton("Copy path", () => `${path}:${line}`)),
		wrong.map((problem) => h("p.problem", icon("warning"), problem)),
		note && h("p", note),
		aliases.length > 0 && h("p.faint", `also: ${aliases.join(", ")}`),
		h("dl", known.map(fact)),
	);
}

/** Fill `body` with what the app shows of a result of its search. */
export function details(body, { title, link: url, external_ref: { id } }) {
	const shown = ({ details: { entity_payload: given, error } }) => error ? h("p", error.custom_message) : h("dl", (given.custom_fields ?? []).map(fact));
	wish({ type: "details", link: url, id }).then(shown, (error) => h("p.problem", error.message))
		.then((node) => body.replaceChildren(h("section.entry", h("h3", link(url, title)), node)));
}

function fact({ attribute, label, value, note, former, as_of: asOf, source, where: file }) {
	const from = source && h("small", source.url ? link(source.url, source.title) : source.title, asOf && [" · as of ", h("span.whole", asOf)], source.standing && ` · ${source.standing}`);
	return [h("dt", label || attribute, former && badge("former")), h("dd", link(String(value)), note && h("small", note), from, where(file))];
}
