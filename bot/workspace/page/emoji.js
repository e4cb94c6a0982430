/** The emoji names that people and apps use most; any other name is shown as it was written. */

const NAMES = {
  airplane: "✈️", airplane_departure: "🛫", alarm_clock: "⏰", anchor: "⚓", ant: "🐜", arrow_down: "⬇️", arrow_left: "⬅️",
  arrow_right: "➡️", arrow_up: "⬆️", arrows_counterclockwise: "🔄", ballot_box_with_check: "☑️", bell: "🔔", blue_book: "📘",
  blush: "😊", book: "📖", bookmark: "🔖", books: "📚", bulb: "💡", bust_in_silhouette: "👤", busts_in_silhouette: "👥",
  calendar: "📆", card_index: "📇", card_index_dividers: "🗂️", car: "🚗", clap: "👏", classical_building: "🏛️",
  clipboard: "📋", clock1: "🕐", clock3: "🕒", clock9: "🕘", construction: "🚧", email: "✉️", envelope: "✉️",
  earth_africa: "🌍", earth_americas: "🌎", earth_asia: "🌏", exclamation: "❗", eyes: "👀", fax: "📠", ferry: "⛴️",
  fire: "🔥", gear: "⚙️", globe_with_meridians: "🌐", green_circle: "🟢", grey_question: "❔", hammer_and_wrench: "🛠️",
  hash: "#️⃣", heart: "❤️", heavy_check_mark: "✔️", hourglass: "⌛", hourglass_flowing_sand: "⏳", house: "🏠",
  information_source: "ℹ️", joy: "😂", key: "🔑", label: "🏷️", large_blue_circle: "🔵", large_yellow_circle: "🟡",
  link: "🔗", lock: "🔒", mag: "🔍", mag_right: "🔎", mailbox: "📫", map: "🗺️", mega: "📣", memo: "📝", mobile_phone: "📱",
  iphone: "📱", newspaper: "📰", no_entry: "⛔", no_entry_sign: "🚫", office: "🏢", office_building: "🏢", "+1": "👍",
  "-1": "👎", page_facing_up: "📄", paperclip: "📎", passport_control: "🛂", customs: "🛃", pencil: "📝", pencil2: "✏️",
  phone: "☎️", telephone: "☎️", telephone_receiver: "📞", point_right: "👉", pray: "🙏", printer: "🖨️", pushpin: "📌",
  question: "❓", raised_hands: "🙌", red_circle: "🔴", rotating_light: "🚨", round_pushpin: "📍", scroll: "📜", seedling: "🌱",
  ship: "🚢", shrug: "🤷", slightly_smiling_face: "🙂", smile: "😄", sos: "🆘", sparkles: "✨", speech_balloon: "💬",
  star: "⭐", stop_sign: "🛑", tada: "🎉", thinking_face: "🤔", thumbsdown: "👎", thumbsup: "👍", train: "🚆", truck: "🚚",
  us: "🇺🇸", warning: "⚠️", wave: "👋", white_check_mark: "✅", white_circle: "⚪", world_map: "🗺️", wrench: "🔧", x: "❌", zap: "⚡",
};

/** The character for a name, a flag for `flag-xx`; undefined for a name not known. */
export function emoji(name) {
  const flag = /^flag-([a-z])([a-z])$/.exec(name);
  if (flag) return String.fromCodePoint(...flag.slice(1).map((letter) => 0x1f1e6 + letter.charCodeAt(0) - 97));
  return NAMES[name];
}
