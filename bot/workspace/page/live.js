/** The connection to the workspace: news in, wishes out. */

import { receive, store, tell } from "./store.js";

const waiting = new Map();
let socket = null;
let number = 0;
let pause = 250;
let acted = -Infinity;

/** Connect as the person the address names, again and again. */
export function connect() {
	const who = store.me || new URLSearchParams(location.search).get("user");
	socket = new WebSocket(`ws://${location.host}/live${who ? `?user=${encodeURIComponent(who)}` : ""}`);
	socket.addEventListener("message", (event) => {
		const news = JSON.parse(event.data);
		if (news.type === "done" || news.type === "failed") {
			settle(news);
			return;
		}
		if (news.type === "everything") pause = 250;
		receive(news);
		if (news.type === "everything") setOnline(true);
	});
	socket.addEventListener("close", () => {
		for (const ref of [...waiting.keys()]) settle({ type: "failed", ref, reason: "The workspace went away." });
		setOnline(false);
		setTimeout(connect, pause);
		pause = Math.min(pause * 2, 5000);
	});
}

function setOnline(online) {
	if (store.online === online) return;
	store.online = online;
	tell("online");
}

function settle(news) {
	const { resolve, reject } = waiting.get(news.ref) ?? {};
	waiting.delete(news.ref);
	if (news.type === "done") resolve?.(news);
	else reject?.(new Error(news.reason));
}

/** Ask the workspace for something: resolves to its answer, is rejected with a reason to show. */
export function wish(what) {
	if (socket?.readyState !== WebSocket.OPEN) return Promise.reject(new Error("The workspace is not there just now."));
	if (!/suggest|explain|search/.test(what.type)) acted = performance.now();
	number += 1;
	const ref = number;
	return new Promise((resolve, reject) => {
		waiting.set(ref, { resolve, reject });
		socket.send(JSON.stringify({ ...what, ref }));
	});
}

/** The same where there is no place to show the reason but a notification. */
export const ask = (what) => wish(what).catch((error) => tell("notice", error.message));

/** Whether the person did something just now, and likely waits for what comes. */
export const justActed = () => performance.now() - acted < 4000;
