/** The start screen of a channel. */

import { h, icon } from "./dom.js";
import { isApp, named, store, title, user } from "./store.js";

export function welcome(channel, form) {
	const bot = user(store.bot.user).real_name;
	const direct = isApp(channel);
	const there = channel.members.includes(store.bot.user);
	const example = (text) => h("button.example", { onclick: () => form.send(direct ? text : `@${bot} ${text}`) }, icon("reply"), h("span", text));
	const command = (one) => h("button.chip", { onclick: () => form.insert(`${one.name} `) }, h("strong", one.name), h("span", one.description || one.usage_hint));
	return h("section.welcome",
		h("h2", channel.is_im ? `You and ${title(channel)}` : `Welcome to ${named(channel)}`),
		h("p", about(bot, channel, direct, there)),
		there && !(direct && store.agent) && store.examples.length > 0 && [h("h3", "Try one of these"), h("div.examples", store.examples.map(example))],
		!channel.is_im && store.commands.length > 0 && [h("h3", "Or a command"), h("div.chips", store.commands.map(command))],
	);
}

function about(bot, channel, direct, there) {
	if (direct) return `Write to ${bot} in your own words. It answers here.`;
	if (there) return `Mention ${bot} with a question and it answers in a thread. Its commands answer you alone.`;
	return `${bot} is not here, but its commands work all the same.`;
}
