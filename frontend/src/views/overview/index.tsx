// B's view.
export default function View() {
  return null;
}
