/** The thread beside the conversation. */

import { composer } from "./composer.js";
import { $, arrange, h, iconButton } from "./dom.js";
import { counted, rows } from "./messages.js";
import { go, place } from "./place.js";
import { atEnd, keeping, scroller } from "./scroll.js";
import { conversation, on, store } from "./store.js";
import { assistants, showThinking } from "./thinking.js";

let pane = null;
let cache = new Map();

export function start(aside) {
	pane = aside;
	on("posted changed removed assistant", (one) => place.thread && one.channel === place.channel && drawLog(one.thread_ts === place.thread));
	on("mode", () => place.thread && drawLog());
}

/** The thread anew, or nothing when there is none. */
export function draw() {
	pane.hidden = !place.thread;
	pane.replaceChildren();
	if (!place.thread) return;
	const one = assistants().find((given) => given.thread_ts === place.thread);
	pane.append(
		h("header.bar",
			iconButton("back", "Back to the conversation", close, { class: "icon-button only-stacked" }),
			h("h2", one?.title || "Thread"),
			h("span", { id: "thread-count", class: "faint" }),
			iconButton("close", "Close thread", close),
		),
		scroller("thread-log", "Messages in the thread"),
		h("div.foot", h("div", { id: "thread-thinking", role: "status" }), composer("composer-thread", store.channels.get(place.channel), place.thread)),
	);
	cache = new Map();
	drawLog(true);
}

function close() {
	go({ thread: null });
	$("composer-main")?.focus();
}

function drawLog(follow = false) {
	const root = store.messages.get(place.channel)?.get(place.thread);
	if (!root) return go({ thread: null });
	const answers = conversation(place.channel).threads.get(place.thread) ?? [];
	$("thread-count").textContent = answers.length ? counted(answers) : "";
	const log = $("thread-log");
	keeping(log, follow || atEnd(log), () => arrange(log, rows([root, ...answers], cache, { inThread: true })));
	showThinking($("thread-thinking"), (one) => one.thread_ts === place.thread);
}
