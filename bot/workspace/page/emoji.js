/** The emoji names used most; others are shown as they were written. */

const NAMES = {
	"+1": "👍", "-1": "👎", eyes: "👀", heart: "❤️", warning: "⚠️", wave: "👋", pray: "🙏", question: "❓", tada: "🎉",
	thumbsup: "👍", thumbsdown: "👎", smile: "😄", white_check_mark: "✅", x: "❌",
};

/** The character for a name, a flag for `flag-xx`. */
export function emoji(name) {
	const flag = /^flag-([a-z])([a-z])$/.exec(name);
	if (flag) return String.fromCodePoint(...flag.slice(1).map((letter) => 0x1f1e6 + letter.charCodeAt(0) - 97));
	return NAMES[name];
}
