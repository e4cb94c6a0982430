/** The emoji names that people use most; any other name is shown as it was written. */

const NAMES = {
	"+1": "👍", "-1": "👎", eyes: "👀", heart: "❤️", warning: "⚠️", wave: "👋", pray: "🙏", question: "❓", tada: "🎉", thumbsdown: "👎", thumbsup: "👍",
	slightly_smiling_face: "🙂", smile: "😄", white_check_mark: "✅", x: "❌", phone: "☎️", email: "✉️", round_pushpin: "📍", mag: "🔍", clock3: "🕒",
};

/** The character for a name, a flag for `flag-xx`; undefined for a name not known. */
export function emoji(name) {
	const flag = /^flag-([a-z])([a-z])$/.exec(name);
	if (flag) return String.fromCodePoint(...flag.slice(1).map((letter) => 0x1f1e6 + letter.charCodeAt(0) - 97));
	return NAMES[name];
}
