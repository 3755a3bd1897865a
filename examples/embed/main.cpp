// Runs a scenario inside another program and prints how far herding carries a product.
// usage: embed SCENARIO.yaml [key=value ...]

#include <iostream>
#include <shoal/run.hpp>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: embed SCENARIO.yaml [key=value ...]\n";
    return 2;
  }
  try {
    shoal::api::Run run =
        shoal::api::Run::from_file(argv[1], std::vector<std::string>(argv + 2, argv + argc));
    double purchases = 0, impulse = 0;
    while (run.step()) {
      purchases += run.value("purchases");
      impulse += run.value("impulse");
    }
    std::cout << "shoal " << shoal::api::version() << ": " << run.agents() << " agents, " << run.ties()
              << " ties, " << run.tick() << " ticks\n"
              << "purchases " << purchases << ", on impulse " << impulse << ", adopters "
              << run.value("adopters") << "\n";
  } catch (const shoal::api::InvalidScenario& error) {
    std::cerr << error.what() << "\n";
    return 3;
  }
}
