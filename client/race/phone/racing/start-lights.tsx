const LIGHTS = 5;

/** Five lights that come on one after the other while the runners are at the gates. Decorative. */
export function StartLights() {
  return (
    <div class="start-lights" aria-hidden="true">
      {Array.from({ length: LIGHTS }, (_, index) => (
        <span key={index} style={{ animationDelay: `${index * 500}ms` }} />
      ))}
    </div>
  );
}
