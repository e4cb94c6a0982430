/** The emoji names that people and apps use most; any other name is shown as it was written. */

const NAMES = {
  airplane: "✈️", anchor: "⚓", arrow_down: "⬇️", arrow_left: "⬅️",
  arrow_right: "➡️", arrow_up: "⬆️", bell: "🔔", 
  book: "📖", bulb: "💡", busts_in_silhouette: "👥",
  calendar: "📆", card_index: "📇", card_index_dividers: "🗂️", car: "🚗", classical_building: "🏛️",
  clipboard: "📋", email: "✉️", envelope: "✉️",
  earth_americas: "🌎", eyes: "👀", fax: "📠", 
  globe_with_meridians: "🌐", 
  heart: "❤️", hourglass: "⌛", hourglass_flowing_sand: "⏳", house: "🏠",
  information_source: "ℹ️", 
  link: "🔗", lock: "🔒", mag: "🔍", mag_right: "🔎", map: "🗺️", mega: "📣", memo: "📝", mobile_phone: "📱",
  newspaper: "📰", no_entry: "⛔", office: "🏢", "+1": "👍",
  "-1": "👎", page_facing_up: "📄", passport_control: "🛂", customs: "🛃", pencil: "📝", 
  phone: "☎️", telephone: "☎️", telephone_receiver: "📞", pray: "🙏", pushpin: "📌",
  question: "❓", rotating_light: "🚨", 
  ship: "🚢", slightly_smiling_face: "🙂", sparkles: "✨", speech_balloon: "💬",
  tada: "🎉", thumbsdown: "👎", thumbsup: "👍", train: "🚆", truck: "🚚",
  us: "🇺🇸", warning: "⚠️", wave: "👋", white_check_mark: "✅", world_map: "🗺️", x: "❌", 
};

/** The character for a name, a flag for `flag-xx`; undefined for a name not known. */
export function emoji(name) {
  const flag = /^flag-([a-z])([a-z])$/.exec(name);
  if (flag) return String.fromCodePoint(...flag.slice(1).map((letter) => 0x1f1e6 + letter.charCodeAt(0) - 97));
  return NAMES[name];
}
